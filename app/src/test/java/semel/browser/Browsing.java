package semel.browser;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Brings the browser, and what it may look at without changing it, to the tests that ask for them.
/// Both are started once in a run.
final class Browsing implements ParameterResolver {

  private static final Namespace HERE = Namespace.create(Browsing.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    var type = parameter.getParameter().getType();
    return type == Chromium.class || type == Furnished.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Chromium.class
        ? shared(test, Chromium.class, Chromium::start)
        : shared(test, Furnished.class, Furnished::new);
  }

  private static <T> T shared(ExtensionContext test, Class<T> type, Supplier<T> start) {
    return test.getRoot().getStore(HERE).computeIfAbsent(type, _ -> start.get(), type);
  }
}
