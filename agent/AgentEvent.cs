namespace XenGuestTools.Agent;

/// <summary>
/// The event IDs in the application log. They stay below 1001: the message file of the event source is Windows' own EventCreate.exe, whose messages 1 to 1000 are
/// just the text that the event brings along. A message table of our own would need Microsoft's message compiler in every build and a second source for the version
/// resource, and gain nothing while the texts are not translated.
/// </summary>
internal enum AgentEvent
{
    None = 0,
    Started = 1,
    Stopped = 2,
    XenIfaceFound = 3,
    XenIfaceMissing = 4,
    Failed = 5,
}
