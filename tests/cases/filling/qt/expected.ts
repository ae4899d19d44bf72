<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Main</name>
    <message>
        <location filename="a.cpp" line="3"/>
        <source>Open the file.</source>
        <translation>打开文件。</translation>
    </message>
    <message>
        <source>&amp;Close Tab...</source>
        <translation type="unfinished">关闭标签页(&amp;C)</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>last one 12</source>
        <translation type="unfinished">最后 12 个</translation>
    </message>
    <message>
        <source>gone</source>
        <translation type="vanished">没了</translation>
    </message>
</context>
</TS>
