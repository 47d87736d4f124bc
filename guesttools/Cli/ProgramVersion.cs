using System.Reflection;

namespace XenGuestTools.GuestTools;

/// <summary>The version that the version resource has too; it says -SAMPLE in a build from sample driver packages and -dev in one made on Linux.</summary>
internal static class ProgramVersion
{
    public static string Text { get; } = typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
}
