using XenGuestTools.Agent.Store;

namespace XenGuestTools.Agent.Windows;

internal sealed unsafe class IfaceWatch : IXenWatch
{
    private readonly AutoResetEvent signal = new(initialState: false);
    private readonly IfaceDevice device;
    private readonly nint context;

    /// <summary>XENIFACE_STORE_ADD_WATCH_IN: a pointer to the path, its length, an event. What comes back is the driver's name for the watch.</summary>
    /// <exception cref="XenStoreException">The store allows no more watches, or is gone.</exception>
    public IfaceWatch(IfaceDevice device, string path)
    {
        this.device = device;
        fixed (byte* text = IfaceText.Ended(path))
        fixed (nint* made = &context)
        {
            Input input = new() { Path = text, Length = (uint)path.Length + 1, Event = signal.SafeWaitHandle.DangerousGetHandle() };
            try
            {
                device.Ask(IfaceCode.StoreAddWatch, path, new(&input, sizeof(Input)), new(made, sizeof(nint)));
            }
            catch
            {
                signal.Dispose();
                throw;
            }
        }
    }

    public WaitHandle Signal => signal;

    public void Dispose()
    {
        try
        {
            var made = context;
            device.Ask(IfaceCode.StoreRemoveWatch, "", new(&made, sizeof(nint)), []);
        }
        finally
        {
            signal.Dispose();
        }
    }

    private struct Input
    {
        public byte* Path;
        public uint Length;
        public nint Event;
    }
}
