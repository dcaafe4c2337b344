; The installer for one user, without administrator rights, in Chinese. make installer
; VERSION, NUMBERS, TITLE, SOURCE, ICON, TARGET are given by packaging/installer.sh, paths from this folder.
; Silent: setup.exe /S [/D=folder]; uninstall.exe /S keeps the drafts, uninstall.exe /S /DRAFTS removes them too.
Unicode true
Target amd64-unicode
ManifestDPIAware true
SetCompressor /SOLID lzma
RequestExecutionLevel user

!include MUI2.nsh
!include WinVer.nsh
!include FileFunc.nsh
!include LogicLib.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\jixiao"
!define OPEN "Software\Classes\Applications\jixiao.exe"
!define DRAFTS "$LOCALAPPDATA\jixiao"

Name "${TITLE}"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\jixiao"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "${TITLE} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=2052 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=2052 "FileDescription" "${TITLE} 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" ""

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\jixiao.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; A program that runs cannot be replaced: its file does not open for writing.
!macro WAIT_UNTIL_CLOSED UN
Function ${UN}WaitUntilClosed
  again:
  IfFileExists "$INSTDIR\jixiao.exe" 0 closed
  ClearErrors
  FileOpen $0 "$INSTDIR\jixiao.exe" a
  ${If} ${Errors}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${TITLE}正开着。请先关闭它的窗口，再点“重试”。填写的内容一直自动保存，不会丢。" /SD IDCANCEL IDRETRY again
    SetErrorLevel 3
    Quit
  ${EndIf}
  FileClose $0
  closed:
FunctionEnd
!macroend
!insertmacro WAIT_UNTIL_CLOSED ""
!insertmacro WAIT_UNTIL_CLOSED "un."

Function .onInit
  SetShellVarContext current
  ${IfNot} ${AtLeastBuild} 17763
    MessageBox MB_OK|MB_ICONSTOP "这台电脑的 Windows 太旧，装不了。${TITLE}要 Windows 10 1809（内部版本 17763）或更高版本。请先更新系统，或换一台电脑。" /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
FunctionEnd

Section
  SetShellVarContext current
  Call WaitUntilClosed
  ; what an older version left in the program's own folder goes; drafts lie elsewhere
  IfFileExists "$INSTDIR\jixiao.exe" 0 +2
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  ClearErrors
  File /r "${SOURCE}/*.*"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "文件没有写全，可能磁盘已满，或文件夹“$INSTDIR”不让写。请腾出空间或换一个文件夹，再装一次。草稿没有动。" /SD IDOK
    SetErrorLevel 5
    Quit
  ${EndIf}
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateDirectory "$DESKTOP"
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\jixiao.exe"
  CreateShortcut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\jixiao.exe"

  ; 打开方式: offered for these files beside the programs that have them, taking none over
  WriteRegStr HKCU "${OPEN}" "FriendlyAppName" "${TITLE}"
  WriteRegStr HKCU "${OPEN}\shell\open\command" "" '"$INSTDIR\jixiao.exe" "%1"'
  WriteRegStr HKCU "${OPEN}\DefaultIcon" "" "$INSTDIR\jixiao.exe,0"
  WriteRegStr HKCU "${OPEN}\SupportedTypes" ".xlsx" ""
  WriteRegStr HKCU "${OPEN}\SupportedTypes" ".xlsm" ""
  WriteRegStr HKCU "${OPEN}\SupportedTypes" ".pdf" ""
  WriteRegStr HKCU "${OPEN}\SupportedTypes" ".json" ""
  WriteRegStr HKCU "Software\Classes\.xlsx\OpenWithList\jixiao.exe" "" ""
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegStr HKCU "${KEY}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\jixiao.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" $0
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  Call un.WaitUntilClosed
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  Delete "$DESKTOP\${TITLE}.lnk"
  DeleteRegKey HKCU "${OPEN}"
  DeleteRegKey HKCU "Software\Classes\.xlsx\OpenWithList\jixiao.exe"
  DeleteRegKey HKCU "${KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\jixiao.exe"
  Delete "$INSTDIR\jixiao-cli.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only where nothing else lies in it

  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DRAFTS" $1
  ${IfNot} ${Errors}
    RMDir /r "${DRAFTS}"
  ${ElseIfNot} ${Silent}
  ${AndIf} ${FileExists} "${DRAFTS}\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "程序已经卸载。填过的表（草稿和备份）还在“${DRAFTS}”里，重新安装后可以接着用。您要把它们也删掉吗？删掉以后找不回来。" IDNO +2
    RMDir /r "${DRAFTS}"
  ${EndIf}
SectionEnd
