package semel.gate;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// One Java file as the compiler's own parser sees it; names are not resolved.
record JavaSource(TextFile file, CompilationUnitTree unit, SourcePositions positions) {

  /// Parses all files at once. Throws [IllegalArgumentException] when one is not Java.
  static List<JavaSource> parse(List<TextFile> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    var complaints = new DiagnosticCollector<JavaFileObject>();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var inputs = files.stream().map(InMemory::new).toList();
    // The parser hands its input back wrapped; only the name tells which file it was.
    var byName = inputs.stream().collect(toMap(InMemory::toUri, input -> input.file));
    var javac =
        (JavacTask)
            compiler.getTask(null, null, complaints, List.of("-proc:none"), List.of(), inputs);
    var positions = Trees.instance(javac).getSourcePositions();
    var sources = new ArrayList<JavaSource>();
    try {
      for (var unit : javac.parse()) {
        var file = requireNonNull(byName.get(unit.getSourceFile().toUri()));
        sources.add(new JavaSource(file, unit, positions));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!complaints.getDiagnostics().isEmpty()) {
      throw new IllegalArgumentException("not Java: " + complaints.getDiagnostics());
    }
    return sources;
  }

  String packageName() {
    return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
  }

  Stream<ClassTree> types() {
    return unit.getTypeDecls().stream()
        .filter(ClassTree.class::isInstance)
        .map(ClassTree.class::cast);
  }

  long firstLine(Tree tree) {
    return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
  }

  long lastLine(Tree tree) {
    return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
  }

  Finding finding(Tree tree, String what) {
    return new Finding(file.path(), firstLine(tree), what);
  }

  private static final class InMemory extends SimpleJavaFileObject {
    private final TextFile file;

    InMemory(TextFile file) {
      super(URI.create("text:///" + file.path().replace(" ", "%20")), Kind.SOURCE);
      this.file = file;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return file.text();
    }
  }
}
