using XenGuestTools.Agent.Running;

namespace XenGuestTools.Tests.Agent;

public sealed class A_worker
{
    /// <summary>ServiceBase.Run disposes of a service that has stopped, and so does whoever made it.</summary>
    [Fact]
    public void Can_be_disposed_of_twice()
    {
        AgentWorker worker = new(stop => stop.WaitOne());
        worker.Start();
        Assert.True(worker.Stop(TimeSpan.FromSeconds(30)));

        worker.Dispose();
        worker.Dispose();
    }
}
