using System.Text;
using XenGuestTools.Build.Light;

// light-host FOLDER COMMANDS: runs light.exe of the WiX 3 in FOLDER once per command, in one process (starting .NET under Wine takes longer than linking a package).
// COMMANDS is a text file: one argument a line, an empty line ends a command. The first command that fails ends the run with its exit code.
if (args is not [var folder, var commands])
{
    Console.Error.WriteLine("Usage: light-host FOLDER COMMANDS");
    return 2;
}

Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // .NET Framework knows Windows's code pages by itself
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var light = new LightProgram(folder);
foreach (var command in CommandFile.Read(commands))
{
    var code = light.Run(command);
    if (code != 0)
    {
        return code;
    }
}

return 0;
