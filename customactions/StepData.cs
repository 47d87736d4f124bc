namespace XenGuestTools.CustomActions;

/// <summary>CustomActionData of a step: the step, and the INF of its package for taking it back.</summary>
internal static class StepData
{
    public static CustomActionData Write(Step step, string infPath) => new() { ["Step"] = StepText.Write(step), ["Inf"] = infPath };

    public static (Step Step, string InfPath) Read(CustomActionData data) => (StepText.Parse(data["Step"]), data["Inf"]);
}
