@echo off
rem For a VM that stops with INACCESSIBLE_BOOT_DEVICE: run in the command prompt of its recovery environment, from the guest-tools CD. README.md beside it says how to get there.
rem Exit codes: 0 done, 1 something failed, 2 nothing to work on, 3 left by choice.
setlocal EnableExtensions DisableDelayedExpansion
set "here=%~dp0"
set "drivers=%here%Drivers"
if not exist "%drivers%\xenbus\x64\xenbus.inf" goto nodrivers
if not exist "%drivers%\xenvbd\x64\xenvbd.inf" goto nodrivers

set "found="
set "count=0"
for %%d in (C D E F G H I J K L M N O P Q R S T U V W X Y Z) do call :look %%d
if "%count%"=="0" goto nowindows
if "%count%"=="1" (set "volume=%found%" & goto menu)

:choose
echo Windows is on more than one volume: %found%
set "volume="
set /p "volume=Which letter? "
if not defined volume goto left
set "volume=%volume:~0,1%"
if not exist "%volume%:\Windows\System32\config\SYSTEM" (echo There is no Windows on %volume%: & goto choose)

:menu
echo.
echo Windows is on %volume%:
echo   1  Start Windows from the emulated disk. Try this first.
echo   2  Give Windows the Xen drivers for bus and disk, both at once.
echo   3  Take the start option of 1 away again.
echo   4  Leave.
set "answer="
set /p "answer=1, 2, 3 or 4? "
if "%answer%"=="1" goto emulated
if "%answer%"=="2" goto drivers
if "%answer%"=="3" goto normal
if "%answer%"=="4" goto left
if not defined answer goto left
goto menu

:emulated
set "tool=%here%guesttools.exe"
if not exist "%tool%" goto byhand
"%tool%" offline %volume%:\Windows --yes
if errorlevel 1 goto failed
goto option
:byhand
rem While Windows ran from the Xen disk, it marked the emulated controllers' drivers as not needed at the start: a key StartOverride in each. Without them the emulated disk is of no use.
set "hive=%volume%:\Windows\System32\config\SYSTEM"
if exist "%hive%.before-recover" goto wake
copy "%hive%" "%hive%.before-recover" >nul
if errorlevel 1 goto failed
:wake
reg load HKLM\xgt-recover "%hive%" >nul
if errorlevel 1 goto failed
for %%s in (1 2 3) do for %%n in (atapi intelide pciide storahci stornvme) do reg delete HKLM\xgt-recover\ControlSet00%%s\Services\%%n\StartOverride /f >nul 2>nul
reg unload HKLM\xgt-recover >nul
if errorlevel 1 goto failed
:option
bcdedit /set {default} loadoptions XEN:BOOT_EMULATED=TRUE
if errorlevel 1 goto failed
echo Close this window and choose Continue. When Windows runs, repair or remove Xen Guest Tools, then run this again and choose 3.
exit /b 0

:normal
bcdedit /deletevalue {default} loadoptions
if errorlevel 1 goto failed
echo Windows starts as before.
exit /b 0

:drivers
rem In one folder and one call: the bus without the disk driver leaves Windows without a disk.
set "both=%TEMP%\xgt-recover"
if exist "%both%" rmdir /s /q "%both%"
mkdir "%both%\xenbus"
mkdir "%both%\xenvbd"
copy /y "%drivers%\xenbus\x64\*.*" "%both%\xenbus" >nul
if errorlevel 1 goto failed
copy /y "%drivers%\xenvbd\x64\*.*" "%both%\xenvbd" >nul
if errorlevel 1 goto failed
dism /Image:%volume%:\ /Add-Driver /Driver:"%both%" /Recurse
set "result=%errorlevel%"
rmdir /s /q "%both%"
if not "%result%"=="0" goto failed
echo The drivers are in. Close this window and choose Continue.
exit /b 0

:look
rem The recovery environment's own Windows is not the one that is meant.
if /i "%1:"=="%SystemDrive%" exit /b 0
if not exist "%1:\Windows\System32\config\SYSTEM" exit /b 0
set "found=%found%%1"
set /a count+=1 >nul
exit /b 0

:nodrivers
echo %drivers% has no xenbus and xenvbd. Run this from the guest-tools CD, or copy the folder Drivers beside it.
exit /b 2

:nowindows
echo No volume with Windows was found. If the disk is encrypted by BitLocker, unlock it, then run this again:
echo   manage-bde -status
echo   manage-bde -unlock C: -RecoveryPassword 111111-222222-...
echo If "diskpart", "list volume" does not show the disk, this environment does not see it: README.md, "No disk is there".
exit /b 2

:failed
echo That did not work; the lines above say why.
exit /b 1

:left
echo Nothing was changed.
exit /b 3
