using XenGuestTools.Agent.Tree;

namespace XenGuestTools.Agent.Requests;

/// <summary>The words in control/shutdown (xenopsd's string_of_shutdown_reason, and s4 of win-xeniface).</summary>
public static class PowerWords
{
    /// <summary>None for a word that is not ours: "suspend" is xenbus's, which also acknowledges it, and "crash" is for nobody.</summary>
    public static PowerRequest Parse(string word) => word switch
    {
        "poweroff" or "halt" => PowerRequest.PowerOff,
        "reboot" => PowerRequest.Reboot,
        "s3" => PowerRequest.Sleep,
        "s4" => PowerRequest.Hibernate,
        _ => PowerRequest.None,
    };

    /// <summary>True for words that another part of the guest serves: they are left to it in silence.</summary>
    public static bool IsForDrivers(string word) => word is "suspend" or "crash";

    public static Features Feature(PowerRequest request) => request switch
    {
        PowerRequest.PowerOff => Features.PowerOff,
        PowerRequest.Reboot => Features.Reboot,
        PowerRequest.Sleep => Features.Sleep,
        PowerRequest.Hibernate => Features.Hibernate,
        _ => Features.None,
    };
}
