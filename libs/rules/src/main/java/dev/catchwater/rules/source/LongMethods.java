package dev.catchwater.rules.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the methods whose body, braces included, has too many non-blank lines. */
final class LongMethods extends TreeScanner<@Nullable Void, @Nullable Void> {

    private final JavaFile file;
    private final String name;
    private final List<String> findings = new ArrayList<>();

    LongMethods(JavaFile file, String name) {
        this.file = file;
        this.name = name;
    }

    List<String> find() {
        scan(file.tree(), null);
        return findings;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
        // Comments above a method belong to no tree: they are the text since the member before it.
        int above = file.start(type);
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method && method.getBody() != null) {
                measure(method, Math.max(0, above));
            }
            above = Math.max(above, file.end(member));
        }
        return super.visitClass(type, null);
    }

    private void measure(MethodTree method, int above) {
        if (file.end(method) < 0) {
            return;
        }
        var lines = Text.nonBlank(file.text().substring(file.start(method.getBody()), file.end(method)));
        if (lines > SourceRules.METHOD && !Text.excused(file.text().substring(above, file.end(method)))) {
            findings.add(name + ": method " + method.getName() + " has " + lines + " lines, and a method has "
                    + SourceRules.METHOD + "; split it, or say why not above it: " + Text.EXCUSE + " <reason>.");
        }
    }
}
