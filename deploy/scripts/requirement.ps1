# Is this a Xen VM? True or False: does it have a PCI device of Xen (vendor 5853), with or without a driver.
[bool](Get-CimInstance -ClassName Win32_PnPEntity -Filter "PNPDeviceID LIKE 'PCI\\VEN_5853&%'")
