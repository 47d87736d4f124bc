using XenGuestTools.Build;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>A small program of this folder for the machine, compiled when a test needs it.</summary>
public static class CProgram
{
    /// <param name="name">Of the source, without its ending.</param>
    /// <param name="target">On the host.</param>
    public static Task CompileAsync(string name, string target) => new Tool("x86_64-w64-mingw32-gcc").RunAsync(
        ["-Os", "-s", "-Wall", "-Werror", Path.Combine(BuiltProduct.Checkout.Root, "tests", "Machine", "Harness", name + ".c"), "-o", target], TestContext.Current.CancellationToken);
}
