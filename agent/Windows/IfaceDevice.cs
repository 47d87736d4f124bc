using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using XenGuestTools.Agent.Store;

namespace XenGuestTools.Agent.Windows;

/// <summary>The opened device of xeniface: requests in, answers out, and Windows' errors as the store's.</summary>
internal sealed unsafe partial class IfaceDevice : IDisposable
{
    private const uint ReadWrite = 0xC0000000;
    private const uint ShareAll = 3;
    private const uint OpenExisting = 3;

    private readonly SafeFileHandle handle;

    /// <exception cref="XenStoreException">The device can't be opened.</exception>
    public IfaceDevice(string path)
    {
        handle = CreateFileW(path, ReadWrite, ShareAll, 0, OpenExisting, 0, 0);
        if (handle.IsInvalid)
        {
            throw Error("open", path);
        }
    }

    public SafeFileHandle Handle => handle;

    /// <summary>The number of bytes that came back; -1 if the store has no such key.</summary>
    /// <param name="path">For the message only.</param>
    /// <exception cref="XenStoreException">The driver or the store did not do it.</exception>
    public int Ask(IfaceCode code, string path, ReadOnlySpan<byte> input, Span<byte> output)
    {
        fixed (byte* from = input, to = output)
        {
            try
            {
                if (DeviceIoControl(handle, (uint)code, from, (uint)input.Length, to, (uint)output.Length, out var returned, 0))
                {
                    return (int)Math.Min(returned, (uint)output.Length);
                }
            }
            catch (ObjectDisposedException e)
            {
                throw new XenStoreException(XenStoreError.Gone, $"{code} {path}: the device of xeniface was closed, because Windows is about to remove it.", e);
            }
        }

        return Marshal.GetLastPInvokeError() is IfaceError.FileNotFound or IfaceError.PathNotFound ? -1 : throw Error(code.ToString(), path);
    }

    /// <summary>Also from a callback of Windows, when the driver is to be removed or upgraded: an open handle would forbid it. A request under way ends first.</summary>
    public void Dispose() => handle.Dispose();

    private static XenStoreException Error(string operation, string path)
    {
        var code = Marshal.GetLastPInvokeError();
        return new(IfaceError.Of(code), $"{operation} {path}: xeniface answered with code {code}, {Marshal.GetPInvokeErrorMessage(code)}");
    }

    [LibraryImport("kernel32", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial SafeFileHandle CreateFileW(string name, uint access, uint share, nint security, uint disposition, uint flags, nint template);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool DeviceIoControl(SafeFileHandle device, uint code, byte* input, uint inputSize, byte* output, uint outputSize, out uint returned, nint overlapped);
}
