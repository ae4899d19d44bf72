"""Program code, style sheets and what goes with them, by suffix; and by how it looks, in any language."""

from __future__ import annotations

from duiqi.loading.unread.advice import CODE as ADVICE
from duiqi.loading.unread.kind import Unread
from duiqi.loading.unread.program_text import is_program, is_style_sheet

# Languages by the suffixes of their files.
LANGUAGES: dict[str, str] = {
    "Python": ".py .pyw .pyi .pyx",
    "JavaScript": ".js .mjs .cjs .jsx .es6",
    "TypeScript": ".ts .tsx .mts .cts",
    "Vue, Svelte or WeChat templates": ".vue .svelte .wxml .wxss .wxs .astro",
    "PHP": ".php .phtml .php5",
    "Java": ".java .groovy .gradle .jsp .jspx",
    "Kotlin or Scala": ".kt .kts .scala .sc",
    "C or C++": ".c .h .cc .cpp .cxx .hpp .hh .hxx .ino .cu .cuh",
    "Objective-C or Swift": ".m .mm .swift",
    "C#, F# or Visual Basic": ".cs .csx .fs .fsx .vb .vbs .bas .cshtml .aspx .asp .ascx .xaml .csproj .sln",
    "Go": ".go",
    "Rust": ".rs",
    "Ruby": ".rb .erb .rake .gemspec",
    "Perl": ".pl .pm",
    "Lua": ".lua",
    "R, Julia or MATLAB": ".r .jl .mat",
    "Dart": ".dart",
    "Haskell, OCaml or Lisp": ".hs .lhs .ml .mli .el .lisp .clj .cljs .scm .rkt",
    "Erlang or Elixir": ".erl .hrl .ex .exs",
    "Pascal or Delphi": ".pas .dpr .pp",
    "Fortran or Ada": ".f .f90 .f95 .adb .ads",
    "assembler": ".asm .s",
    "shell": ".sh .bash .zsh .fish .bat .cmd .ps1 .psm1 .awk",
    "SQL": ".sql .ddl",
    "a style sheet": ".css .scss .sass .less .styl",
    "build or configuration files": ".make .mk .cmake .bazel .proto .graphql .tf .dockerfile .lock",
    "XML for programs": ".xsd .xsl .xslt .dtd .wsdl .rng .rnc",
}

PROGRAMS = (
    *(
        Unread(
            label=name if name.startswith("a ") else f"program code ({name})",
            advice=ADVICE,
            suffixes=tuple(suffixes.split()),
        )
        for name, suffixes in LANGUAGES.items()
    ),
    Unread(label="a style sheet", advice=ADVICE, holds=is_style_sheet),
    Unread(label="program code", advice=ADVICE, holds=is_program),
)
