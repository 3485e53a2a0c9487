package dev.catchwater.rules.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Modifier;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** One parsed source file: its text, its tree and where the tree's parts stand in the text. */
record JavaFile(Path path, String text, CompilationUnitTree tree, DocTrees trees) {

    static List<JavaFile> parse(List<Path> paths) {
        if (paths.isEmpty()) {
            return List.of();
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new AssertionError("The source rules need a JDK, and this runtime has no compiler.");
        }
        try (var files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            var units = files.getJavaFileObjectsFromPaths(paths);
            var task = (JavacTask) compiler.getTask(
                    null, files, new DiagnosticCollector<JavaFileObject>(), List.of("-proc:none"), null, units);
            var parsed = new ArrayList<JavaFile>();
            for (var tree : task.parse()) {
                var text = tree.getSourceFile().getCharContent(true).toString();
                parsed.add(new JavaFile(Path.of(tree.getSourceFile().toUri()), text, tree, DocTrees.instance(task)));
            }
            return parsed;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot parse the module's sources", e);
        }
    }

    int start(Tree part) {
        return (int) trees.getSourcePositions().getStartPosition(tree, part);
    }

    int end(Tree part) {
        return (int) trees.getSourcePositions().getEndPosition(tree, part);
    }

    /** Everything above the first type: header, package, imports and the comments between them and the type. */
    String beforeTypes() {
        var types = tree.getTypeDecls();
        return types.isEmpty() ? text : text.substring(0, start(types.getFirst()));
    }

    /** The public top-level types, or the package of a package-info, that have no Javadoc. */
    List<String> undocumented() {
        var unit = new TreePath(tree);
        var missing = new ArrayList<String>();
        if (path.endsWith("package-info.java") && isBare(new TreePath(unit, tree.getPackage()))) {
            missing.add("the package");
        }
        for (var type : tree.getTypeDecls()) {
            if (type instanceof ClassTree named
                    && named.getModifiers().getFlags().contains(Modifier.PUBLIC)
                    && isBare(new TreePath(unit, named))) {
                missing.add("the public type " + named.getSimpleName());
            }
        }
        return missing;
    }

    private boolean isBare(TreePath part) {
        var comment = trees.getDocComment(part);
        return comment == null || comment.isBlank();
    }
}
