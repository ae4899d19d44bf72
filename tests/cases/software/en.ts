<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
    <extra-po-header-language>en_US</extra-po-header-language>
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
        <source>menu.file</source>
        <translation>&amp;File</translation>
    </message>
    <message>
        <source>menu.close</source>
        <translation>&amp;Close Tab</translation>
    </message>
    <message>
        <source>menu.save</source>
        <translation>Save &amp;As...</translation>
    </message>
    <message>
        <source>menu.quit</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>error.read</source>
        <translation>Cannot read %s: %d bytes are missing.</translation>
    </message>
    <message>
        <source>error.disk</source>
        <translation>The disk is full. Delete some files and try again.</translation>
    </message>
    <message>
        <source>state.ok</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>state.open</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>state.opened</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>hint.page</source>
        <translation>Page {0} of {1}</translation>
    </message>
    <message>
        <source>hint.drag</source>
        <translation>Drag a file here, or press Ctrl+O.</translation>
    </message>
    <message>
        <source>about.version</source>
        <translation>Version 2.4</translation>
    </message>
    <message>
        <source>only.english</source>
        <translation>Send feedback to the authors</translation>
    </message>
    <message>
        <source>quote</source>
        <translation>Don&apos;t show &quot;%1$s&quot; again</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>First line
second line</translation>
    </message>
    <message>
        <source>dialog.title</source>
        <translation>Preferences</translation>
    </message>
</context>
</TS>
