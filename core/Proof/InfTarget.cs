namespace XenGuestTools.Core.Proof;

/// <summary>
/// Which Windows a models section is for: <c>NT[Architecture][.[OSMajorVersion][.[OSMinorVersion][.[ProductType][.[SuiteMask][.[BuildNumber]]]]]]</c>
/// (Microsoft: "Combining Platform Extensions with Operating System Versions"). What is left out is 0 here: any.
/// </summary>
/// <param name="Architecture">In lower case; "" for any, which x64 Windows does not take.</param>
/// <param name="Build">Windows from this build on.</param>
internal sealed record InfTarget(string Architecture, uint Major, uint Minor, uint ProductType, uint SuiteMask, uint Build)
{
    private static readonly string[] Architectures = ["", "x86", "ia64", "amd64", "arm", "arm64"];

    public bool IsX64 => Architecture == "amd64";

    /// <returns>Null if the text is no such decoration.</returns>
    public static InfTarget? TryParse(string text)
    {
        var parts = text.Split('.');
        if (parts.Length > 6 || !Names.Starts(parts[0], "NT") || Array.Find(Architectures, a => Names.Same(a, parts[0][2..])) is not { } architecture)
        {
            return null;
        }

        Span<uint> numbers = [0, 0, 0, 0, 0];
        for (var i = 1; i < parts.Length; i++)
        {
            if (InfValue.Number(parts[i]) is not { } number)
            {
                return null;
            }

            numbers[i - 1] = number;
        }

        return new(architecture, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }

    /// <summary>Does Windows 10, 11 or a Server of their kind of this build look at such models, on any edition of it?</summary>
    public bool Takes(int build) => IsX64 && (Major < 10 || (Major == 10 && Minor == 0)) && ProductType == 0 && SuiteMask == 0 && Build <= build;
}
