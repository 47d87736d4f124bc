using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;

namespace XenGuestTools.Core.Windows;

/// <summary>Error codes of Windows as text.</summary>
public static class SystemError
{
    /// <summary>The last error as an exception that says operation, object, code and system text.</summary>
    internal static Win32Exception Last(string operation, string subject) => Of(Marshal.GetLastPInvokeError(), operation, subject);

    internal static Win32Exception Of(int code, string operation, string subject) => new(code, $"{operation} {subject}: {Text(code)}");

    /// <summary>Such as <c>error 0xE0000235 (The INF is for another kind of machine.)</c>.</summary>
    public static string Text(int code)
    {
        var text = Marshal.GetPInvokeErrorMessage(Readable(code)).Trim();
        return string.Create(CultureInfo.InvariantCulture, $"error {(code is > 0 and < 0x10000 ? $"{code}" : $"0x{code:X8}")} ({text})");
    }

    /// <summary>Windows has texts for SetupAPI's 0xE000xxxx only under their HRESULT (setupapi.h: HRESULT_FROM_SETUPAPI).</summary>
    private static int Readable(int code) =>
        ((uint)code & 0xE0000000) == 0xE0000000 ? unchecked((int)(0x800F0000 | ((uint)code & 0xFFFF))) : code;
}
