<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Main</name>
    <message>
        <location filename="a.cpp" line="3"/>
        <source>Open the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close Tab...</source>
        <translation type="unfinished"/>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>last one 12</source>
    </message>
    <message>
        <source>gone</source>
        <translation type="vanished">没了</translation>
    </message>
</context>
</TS>
