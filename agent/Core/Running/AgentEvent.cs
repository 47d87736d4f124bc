namespace XenGuestTools.Agent.Running;

/// <summary>
/// The event IDs in the application log. They stay below 1001: the message file of the event source is Windows' own EventCreate.exe, whose messages 1 to 1000 are
/// just the text that the event brings along. A message table of our own would need Microsoft's message compiler in every build and a second source for the version
/// resource, and gain nothing while the texts are not translated.
/// </summary>
public enum AgentEvent
{
    None = 0,
    Started = 1,
    Stopped = 2,
    XenIfaceFound = 3,
    XenIfaceMissing = 4,
    Failed = 5,
    Published = 6,
    StoreLost = 7,
    StoreRefused = 8,
    RequestRefused = 9,
    RequestServed = 10,
    RequestFailed = 11,
    FactsMissing = 12,
    SettingRefused = 13,
    Resumed = 14,
}
