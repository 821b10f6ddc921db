"""The colours: text stands out from its ground by more than 7 to 1, and no colour says what words do not."""

from textual.theme import Theme

COLOURS = Theme(
    name="peerfind",
    dark=True,
    primary="#7cc7ff",
    secondary="#7cc7ff",
    accent="#ffd166",
    error="#ff9b94",
    warning="#ffd166",
    success="#9be28f",
    background="#0b0f14",
    foreground="#f2f5f8",
    surface="#232c37",
    panel="#232c37",
    variables={
        "border": "#7d8b9b",
        "border-blurred": "#5a6877",
        "text-muted": "#b3bfcc",
        "block-cursor-foreground": "#0b0f14",
        "block-cursor-background": "#b9dcff",
        "block-cursor-text-style": "none",
        "input-cursor-background": "#f2f5f8",
    },
)
MONO = Theme(
    name="peerfind-mono",
    dark=True,
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffffff",
    error="#ffffff",
    warning="#ffffff",
    success="#ffffff",
    background="#000000",
    foreground="#ffffff",
    surface="#303030",
    panel="#303030",
    variables={
        "border": "#ffffff",
        "border-blurred": "#8a8a8a",
        "text-muted": "#d0d0d0",
        "block-cursor-foreground": "#000000",
        "block-cursor-background": "#ffffff",
        "block-cursor-text-style": "none",
        "input-cursor-background": "#ffffff",
    },
)
