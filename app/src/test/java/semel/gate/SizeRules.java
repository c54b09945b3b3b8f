package semel.gate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/// The numbers: how long, how wide, how many.
final class SizeRules {

  static final int COLUMNS = 100;
  static final int FILE_LINES = 400;
  static final int METHOD_LINES = 60;
  static final int PARAMETERS = 5;
  static final int PORT_METHODS = 5;
  static final int PACKAGE_TYPES = 12;
  static final Map<String, Integer> DOCUMENT_LINES =
      Map.of("README.md", 120, "ARCHITECTURE.md", 200, "CONTRIBUTING.md", 80);

  private SizeRules() {}

  static List<Finding> lineLength(Checkout checkout) {
    return checkout
        .javaFiles()
        .flatMap(file -> {
          var lines = file.lines();
          return IntStream.range(0, lines.size())
              .filter(i -> columns(lines.get(i)) > COLUMNS)
              .mapToObj(i -> new Finding(file.path(), i + 1, columns(lines.get(i)) + " columns"));
        })
        .toList();
  }

  private static int columns(String line) {
    return line.codePointCount(0, line.length());
  }

  static List<Finding> fileLength(Checkout checkout) {
    return checkout
        .javaFiles()
        .filter(file -> file.lines().size() > FILE_LINES)
        .map(file -> file.finding(file.lines().size() + " lines"))
        .toList();
  }

  static List<Finding> documentLength(Checkout checkout) {
    return checkout.files().stream()
        .filter(file -> file.lines().size() > DOCUMENT_LINES.getOrDefault(file.path(), 100_000))
        .map(file -> file.finding(file.lines().size() + " lines"))
        .toList();
  }

  static List<Finding> methodLength(Checkout checkout) {
    var findings = new ArrayList<Finding>();
    for (var source : checkout.sources()) {
      eachMethod(
          source,
          (_, method) -> {
            var lines = source.lastLine(method) - source.firstLine(method) + 1;
            if (lines > METHOD_LINES) {
              findings.add(source.finding(method, method.getName() + " has " + lines + " lines"));
            }
          });
    }
    return findings;
  }

  /// A record may have more components, and so may a constructor that spells them out.
  static List<Finding> parameterCount(Checkout checkout) {
    var findings = new ArrayList<Finding>();
    for (var source : checkout.shippedSources().toList()) {
      eachMethod(
          source,
          (owner, method) -> {
            var count = method.getParameters().size();
            var canonical = isConstructor(method) && count == componentCount(owner);
            if (count > PARAMETERS && !canonical) {
              findings.add(source.finding(method, method.getName() + " takes " + count));
            }
          });
    }
    return findings;
  }

  private static boolean isConstructor(MethodTree method) {
    return method.getReturnType() == null;
  }

  private static long componentCount(ClassTree type) {
    if (type.getKind() != Tree.Kind.RECORD) {
      return 0;
    }
    return type.getMembers().stream()
        .filter(VariableTree.class::isInstance)
        .map(VariableTree.class::cast)
        .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
        .count();
  }

  /// A port is a public interface of the engine that others implement, so not a sealed one.
  static List<Finding> portSize(Checkout checkout) {
    var findings = new ArrayList<Finding>();
    for (var source : checkout.shippedSources().toList()) {
      if (!source.file().path().startsWith("engine/")) {
        continue;
      }
      source
          .types()
          .filter(SizeRules::isPort)
          .forEach(port -> {
            var methods = port.getMembers().stream().filter(SizeRules::isAsked).count();
            if (methods > PORT_METHODS) {
              findings.add(
                  source.finding(port, port.getSimpleName() + " has " + methods + " methods"));
            }
          });
    }
    return findings;
  }

  private static boolean isPort(ClassTree type) {
    var flags = type.getModifiers().getFlags();
    return type.getKind() == Tree.Kind.INTERFACE
        && flags.contains(Modifier.PUBLIC)
        && !flags.contains(Modifier.SEALED);
  }

  private static boolean isAsked(Tree member) {
    return member instanceof MethodTree method
        && !method.getModifiers().getFlags().contains(Modifier.STATIC)
        && !method.getModifiers().getFlags().contains(Modifier.PRIVATE);
  }

  static List<Finding> packageSize(Checkout checkout) {
    var sizes =
        checkout
            .shippedSources()
            .collect(
                groupingBy(
                    source -> source.file().folder(),
                    TreeMap::new,
                    summingLong(source -> source.types().count())));
    return sizes.entrySet().stream()
        .filter(entry -> entry.getValue() > PACKAGE_TYPES)
        .map(entry -> new Finding(entry.getKey(), 1, entry.getValue() + " types"))
        .toList();
  }

  /// Lines with text of Java and SQL: what is shipped, and what tests it.
  record Proportion(long shipped, long tests) {}

  static Proportion proportion(Checkout checkout) {
    var code = checkout.files().stream().filter(file -> file.endsWithAny(".java", ".sql")).toList();
    return new Proportion(
        code.stream().filter(TextFile::isShipped).mapToLong(TextFile::linesWithText).sum(),
        code.stream().filter(TextFile::isTest).mapToLong(TextFile::linesWithText).sum());
  }

  private static void eachMethod(JavaSource source, BiConsumer<ClassTree, MethodTree> visitor) {
    new TreeScanner<@Nullable Void, ClassTree>() {
      @Override
      public @Nullable Void visitClass(ClassTree type, ClassTree outer) {
        return super.visitClass(type, type);
      }

      @Override
      public @Nullable Void visitMethod(MethodTree method, ClassTree owner) {
        visitor.accept(owner, method);
        return super.visitMethod(method, owner);
      }
    }.scan(source.unit().getTypeDecls(), null);
  }
}
