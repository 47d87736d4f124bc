using System.Reflection;
using System.Runtime.InteropServices;

namespace XenGuestTools.Build.Light;

/// <summary>
/// light.exe, loaded into this process. Its neighbours are found beside it, and its calls into winterop.dll, which WiX 3 has for 32-bit processes only, go to winterop64.dll beside this program.
/// </summary>
internal sealed class LightProgram
{
    private static readonly string[] Extensions = [".dll", ".exe"];

    private readonly string folder;
    private readonly MethodInfo entryPoint;

    public LightProgram(string folder)
    {
        this.folder = folder;
        AppDomain.CurrentDomain.AssemblyResolve += (_, e) => Neighbour(new AssemblyName(e.Name).Name!);
        var light = Assembly.LoadFrom(Path.Combine(folder, "light.exe"));
        var wix = Neighbour("wix") ?? throw new FileNotFoundException($"There is no wix.dll in {folder}.");
        NativeLibrary.SetDllImportResolver(wix, (name, _, _) =>
            name.StartsWith("winterop", StringComparison.OrdinalIgnoreCase) ? NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "winterop64.dll")) : 0);
        entryPoint = light.EntryPoint ?? throw new BadImageFormatException("light.exe has no entry point.");
    }

    /// <summary>Runs one command and returns its exit code.</summary>
    public int Run(string[] arguments) => entryPoint.Invoke(null, [arguments]) is int code ? code : 0;

    private Assembly? Neighbour(string name) =>
        Extensions.Select(e => Path.Combine(folder, name + e)).Where(File.Exists).Select(Assembly.LoadFrom).FirstOrDefault();
}
