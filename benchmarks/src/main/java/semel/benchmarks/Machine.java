package semel.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the figures of a run depend on beside the measured: each as a name and what it is.
final class Machine {

  private static final Path CPUS = Path.of("/proc/cpuinfo");
  private static final double GIB = 1L << 30;

  private Machine() {}

  /// @param folder where the database lies
  static Map<String, String> describe(Path folder) throws IOException {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    var facts = new LinkedHashMap<String, String>();
    facts.put(
        "machine",
        "%d processors%s, %.0f GiB"
            .formatted(
                system.getAvailableProcessors(), model(), system.getTotalMemorySize() / GIB));
    facts.put("system", system.getName() + " " + system.getVersion() + " " + system.getArch());
    facts.put("disk", Files.getFileStore(folder).type());
    facts.put("Java", Runtime.version() + ", " + String.join(" ", options()));
    var load = system.getSystemLoadAverage();
    if (load >= 0) {
      facts.put("load before", String.format(Locale.ROOT, "%.2f", load));
    }
    return facts;
  }

  /// The options of this process, which every measuring process is given too.
  static List<String> options() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  private static String model() throws IOException {
    if (!Files.isReadable(CPUS)) {
      return "";
    }
    try (var lines = Files.lines(CPUS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> " (" + line.substring(line.indexOf(':') + 1).strip() + ")")
          .findFirst()
          .orElse("");
    }
  }
}
