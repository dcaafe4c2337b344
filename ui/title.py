"""How the program is called on screen."""

TITLE = "绩效目标申报表填报"
