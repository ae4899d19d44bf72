# TODO: Translation updated at 2024-01-01 12:00

# game/script.rpy:10
translate schinese start_00000000:

    # e "&File"
    e "文件(&F)"

# game/script.rpy:11
translate schinese start_00000001:

    # e "&Close Tab"
    e "关闭标签页(&C)"

# game/script.rpy:12
translate schinese start_00000002:

    # e "Save &As..."
    e "另存为(&A)..."

# game/script.rpy:13
translate schinese start_00000003:

    # e "Quit"
    e "退出"

# game/script.rpy:14
translate schinese start_00000004:

    # e "Cannot read %s: %d bytes are missing."
    e "无法读取 %s：缺少 %d 个字节。"

# game/script.rpy:15
translate schinese start_00000005:

    # e "The disk is full. Delete some files and try again."
    e "磁盘已满。请删除一些文件后重试。"

# game/script.rpy:16
translate schinese start_00000006:

    # e "OK"
    e "OK"

# game/script.rpy:17
translate schinese start_00000007:

    # e "Open"
    e "打开"

# game/script.rpy:18
translate schinese start_00000008:

    # e "Open"
    e "已打开"

# game/script.rpy:19
translate schinese start_00000009:

    # e "Page {0} of {1}"
    e "第 {0} 页，共 {1} 页"

# game/script.rpy:20
translate schinese start_0000000a:

    # e "Drag a file here, or press Ctrl+O."
    e "将文件拖到此处，或按 Ctrl+O。"

# game/script.rpy:21
translate schinese start_0000000b:

    # e "Version 2.4"
    e "版本 2.4"

# game/script.rpy:22
translate schinese start_0000000c:

    # e "Don't show \"%1$s\" again"
    e "不再显示“%1$s”"

# game/script.rpy:23
translate schinese start_0000000d:

    # e "First line\nsecond line"
    e "第一行\n第二行"

# game/script.rpy:24
translate schinese start_0000000e:

    # e "Preferences"
    e "首选项"
