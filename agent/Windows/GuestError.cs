using System.Runtime.InteropServices;
using XenGuestTools.Agent.Requests;

namespace XenGuestTools.Agent.Windows;

/// <summary>Windows' error codes as exceptions that name the operation.</summary>
internal static class GuestError
{
    public static GuestException Last(string operation) => Of(operation, Marshal.GetLastPInvokeError());

    public static GuestException Of(string operation, int code) => new(code, $"{operation}: code {code}, {Marshal.GetPInvokeErrorMessage(code)}");
}
