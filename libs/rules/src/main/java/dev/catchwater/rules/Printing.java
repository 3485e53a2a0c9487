package dev.catchwater.rules;

import java.util.List;

/** Standard output belongs to command lines. */
final class Printing implements Rule {

    @Override
    public List<String> findings(House house, Module module) {
        return Use.forbidden(
                module.main().stream().filter(type -> !house.grants(Grant.PRINT, type)),
                use -> use.is("java.lang.System", "out", "err")
                        || (use.member().equals("printStackTrace") && use.takes(0)),
                "only a command line prints; log it, or name the class with mayPrintIn.");
    }
}
