namespace XenGuestTools.Agent.Tree;

/// <summary>A key with its value.</summary>
public readonly record struct StoreEntry(string Path, string Value);
