using System.Net.Sockets;
using CsCheck;
using XenGuestTools.Core.Network;

namespace XenGuestTools.Tests.Network;

public sealed class Values_of_an_interface
{
    [Fact]
    public void Are_read_in_pairs_and_without_what_stands_for_none()
    {
        Assert.Equal([new("192.0.2.10", 24), new("192.0.2.11", 28)], TcpipValues.Addresses(["192.0.2.10", "0.0.0.0", "192.0.2.11", "192.0.2.12"], ["255.255.255.0", "255.0.0.0", "255.255.255.240"]));
        Assert.Equal([new("192.0.2.1", 7), new("192.0.2.2", 0)], TcpipValues.Gateways(["192.0.2.1", "", "192.0.2.2"], ["7"]));
        Assert.Equal(["192.0.2.53", "192.0.2.54"], TcpipValues.Servers("192.0.2.53,192.0.2.54 192.0.2.53,x", AddressFamily.InterNetwork));
        Assert.Equal(["2001:db8::53"], TcpipValues.Servers("2001:DB8:0::53,192.0.2.1", AddressFamily.InterNetworkV6));
        Assert.Equal([new("198.51.100.0", 24, "192.0.2.2", 5)], TcpipValues.Routes(["198.51.100.0,255.255.255.0,192.0.2.2,5", "", "a,b,c,d", "1,2"]));
    }

    [Theory]
    [InlineData("255.0.255.0")]
    [InlineData("255.255.255")]
    [InlineData("")]
    public void Have_no_prefix_for_a_mask_with_gaps(string mask) => Assert.Null(NetworkText.PrefixOf(mask));

    [Fact]
    public void Turn_every_prefix_into_its_mask_and_back()
    {
        Assert.Equal("255.255.255.0", NetworkText.MaskOf(24));
        Gen.Int[0, 32].Sample(prefix => Assert.Equal(prefix, NetworkText.PrefixOf(NetworkText.MaskOf(prefix))));
    }

    [Fact]
    public void Show_a_MAC_in_one_way()
    {
        Assert.Equal("02-1A-2B-3C-4D-5E", NetworkText.MacOf([2, 0x1A, 0x2B, 0x3C, 0x4D, 0x5E]));
        Gen.Byte.Array[6].Sample(bytes => Assert.True(NetworkText.IsMac(NetworkText.MacOf(bytes))));
    }
}
