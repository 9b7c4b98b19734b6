@echo off
rem Runs Separatrix from an unpacked distribution on Windows.
setlocal
set "home=%~dp0.."
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=passive"
"%home%\runtime\bin\java.exe" -XX:+UseSerialGC -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED %JAVA_OPTS% -cp "%home%\lib\*" io.separatrix.cli.Main %*
