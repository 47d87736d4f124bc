namespace XenGuestTools.Build.Graph;

/// <summary>Tells a person what the build does.</summary>
public interface IReporter
{
    void UpToDate(string what);

    /// <summary>Runs a piece of work and shows that it runs, and how long it took.</summary>
    Task RunAsync(string what, Func<Task> work);
}
