<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <extra-po-header-language>zh_CN</extra-po-header-language>
    <extra-po-header-language_team>LANGUAGE &lt;LL@li.org&gt;</extra-po-header-language_team>
    <extra-po-header-last_translator>FULL NAME &lt;EMAIL@ADDRESS&gt;</extra-po-header-last_translator>
    <extra-po-header-po_revision_date>YEAR-MO-DA HO:MI+ZONE</extra-po-header-po_revision_date>
    <extra-po-header-pot_creation_date>2026-11-29 17:05+0000</extra-po-header-pot_creation_date>
    <extra-po-header-project_id_version>PACKAGE VERSION</extra-po-header-project_id_version>
    <extra-po-header-report_msgid_bugs_to></extra-po-header-report_msgid_bugs_to>
    <extra-po-header-x_generator>Translate Toolkit 3.20.4</extra-po-header-x_generator>
    <extra-po-headers>Project-Id-Version,Report-Msgid-Bugs-To,POT-Creation-Date,PO-Revision-Date,Last-Translator,Language-Team,MIME-Version,Content-Type,Content-Transfer-Encoding,X-Generator,Language</extra-po-headers>
<context>
    <name></name>
    <message>
        <source>about.version</source>
        <translation>版本 2.4</translation>
    </message>
    <message>
        <source>dialog.title</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>menu.save</source>
        <translation>另存为(&amp;A)...</translation>
    </message>
    <message>
        <source>menu.file</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>menu.close</source>
        <translation>关闭标签页(&amp;C)</translation>
    </message>
    <message>
        <source>state.opened</source>
        <translation>已打开</translation>
    </message>
    <message>
        <source>state.open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>state.ok</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>error.disk</source>
        <translation>磁盘已满。请删除一些文件后重试。</translation>
    </message>
    <message>
        <source>error.read</source>
        <translation>无法读取 %s：缺少 %d 个字节。</translation>
    </message>
    <message>
        <source>hint.page</source>
        <translation>第 {0} 页，共 {1} 页</translation>
    </message>
    <message>
        <source>hint.drag</source>
        <translation>将文件拖到此处，或按 Ctrl+O。</translation>
    </message>
    <message>
        <source>quote</source>
        <translation>不再显示“%1$s”</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>第一行
第二行</translation>
    </message>
    <message>
        <source>only.chinese</source>
        <translation>备案号待定</translation>
    </message>
    <message>
        <source>menu.quit</source>
        <translation>退出</translation>
    </message>
</context>
</TS>
