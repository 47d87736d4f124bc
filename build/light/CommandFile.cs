namespace XenGuestTools.Build.Light;

/// <summary>Commands in a text file: one argument a line, an empty line ends a command.</summary>
internal static class CommandFile
{
    public static IEnumerable<string[]> Read(string path)
    {
        var command = new List<string>();
        foreach (var line in File.ReadLines(path).Append(""))
        {
            if (line.Length > 0)
            {
                command.Add(line);
            }
            else if (command.Count > 0)
            {
                yield return [.. command];
                command.Clear();
            }
        }
    }
}
