namespace XenGuestTools.Tests.Package.Built;

/// <summary>What a build puts into out/.</summary>
internal static class Results
{
    /// <summary>The full path of a result. These tests need msitools and cabextract: on Windows they are skipped, and a build that is missing is a failure.</summary>
    public static string File(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The tables of the packages are read with msitools and cabextract, which Windows has not.");
        var path = Path.Combine(Checkout.Paths.Out, name);
        Assert.True(System.IO.File.Exists(path), $"{path} is missing. Run './build.sh' first.");
        return path;
    }
}
