namespace XenGuestTools.Agent.Running;

/// <summary>A value in the registry that changes what the agent does: a DWORD.</summary>
/// <param name="Meaning">For the table in docs/agent.md.</param>
public sealed record AgentSetting(string Name, int Default, int Min, int Max, string Meaning);
