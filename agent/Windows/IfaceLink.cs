using XenGuestTools.Agent.Store;

namespace XenGuestTools.Agent.Windows;

/// <summary>The host by xeniface's IOCTLs.</summary>
internal sealed unsafe class IfaceLink : IXenLink
{
    private const int LargestAnswer = 4096 + 2; // XENSTORE_PAYLOAD_MAX and two NULs

    private readonly byte[] answer = new byte[LargestAnswer];
    private readonly IfaceDevice device;
    private readonly DeviceNotification removal;
    private readonly AutoResetEvent resumed = new(initialState: false);
    private readonly nint resumeContext;
    private readonly bool tellsOfResumes;

    /// <param name="changed">Set when Windows wants to remove the device, or has.</param>
    /// <exception cref="XenStoreException">The device can't be opened.</exception>
    public IfaceLink(string path, EventWaitHandle changed)
    {
        device = new(path);
        removal = new(device.Handle, () =>
        {
            device.Dispose();
            changed.Set();
        });
        try
        {
            var signal = resumed.SafeWaitHandle.DangerousGetHandle();
            fixed (nint* context = &resumeContext)
            {
                device.Ask(IfaceCode.SuspendRegister, "", new(&signal, sizeof(nint)), new(context, sizeof(nint)));
            }

            tellsOfResumes = true;
        }
        catch (XenStoreException)
        {
            // A driver that is too old for it: the agent looks by itself once a minute.
        }
    }

    public WaitHandle? Resumed => tellsOfResumes ? resumed : null;

    public string? Read(string path)
    {
        var size = device.Ask(IfaceCode.StoreRead, path, IfaceText.Ended(path), answer);
        return size < 0 ? null : IfaceText.First(answer.AsSpan(0, size));
    }

    public void Write(string path, string value)
    {
        if (device.Ask(IfaceCode.StoreWrite, path, IfaceText.Ended(path, value), []) < 0)
        {
            throw new XenStoreException(XenStoreError.Refused, $"Write {path}: there is no key to write it below.");
        }
    }

    public IReadOnlyList<string> List(string path)
    {
        var size = device.Ask(IfaceCode.StoreDirectory, path, IfaceText.Ended(path), answer);
        return size < 0 ? [] : IfaceText.All(answer.AsSpan(0, size));
    }

    public void Remove(string path) => device.Ask(IfaceCode.StoreRemove, path, IfaceText.Ended(path), []);

    /// <summary>XENIFACE_STORE_SET_PERMISSIONS_IN: a pointer to the path, its length, the number of entries, and for each entry a domain and an access of 32 bits.</summary>
    public void SetPermissions(string path, IReadOnlyList<DomainAccess> permissions)
    {
        fixed (byte* text = IfaceText.Ended(path))
        {
            List<byte> input = [.. BitConverter.GetBytes((nint)text), .. BitConverter.GetBytes(path.Length + 1), .. BitConverter.GetBytes(permissions.Count)];
            foreach (var permission in permissions)
            {
                input.AddRange(BitConverter.GetBytes((uint)permission.Domain));
                input.AddRange(BitConverter.GetBytes((uint)permission.Access));
            }

            if (device.Ask(IfaceCode.StoreSetPermissions, path, [.. input], []) < 0)
            {
                throw new XenStoreException(XenStoreError.Other, $"SetPermissions {path}: there is no such key.");
            }
        }
    }

    public IXenWatch Watch(string path) => new IfaceWatch(device, path);

    /// <summary>XENIFACE_SHAREDINFO_GET_TIME_OUT: a FILETIME, and a byte that says whether it is local time.</summary>
    public DateTime? HostTimeUtc()
    {
        Span<byte> time = stackalloc byte[12];
        if (device.Ask(IfaceCode.GetTime, "", [], time) < sizeof(long) + 1)
        {
            return null;
        }

        var ticks = BitConverter.ToInt64(time);
        var isLocal = time[sizeof(long)] != 0;
        if (ticks < 0 || ticks > DateTime.MaxValue.ToFileTimeUtc())
        {
            return null;
        }

        return isLocal ? LocalTime.ToUtc(ticks) : DateTime.FromFileTimeUtc(ticks);
    }

    public void Dispose()
    {
        removal.Dispose();
        try
        {
            if (tellsOfResumes)
            {
                var context = resumeContext;
                device.Ask(IfaceCode.SuspendDeregister, "", new(&context, sizeof(nint)), []);
            }
        }
        catch (XenStoreException)
        {
            // The driver has forgotten it with the device.
        }

        device.Dispose();
        resumed.Dispose();
    }
}
