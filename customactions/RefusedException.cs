namespace XenGuestTools.CustomActions;

/// <summary>The checks stand against the installation. The message names every reason and its remedy.</summary>
internal sealed class RefusedException(string message) : Exception(message);
