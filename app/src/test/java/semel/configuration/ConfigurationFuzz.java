package semel.configuration;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The targets of the tests beside it, for a fuzzer that sees which branches an input takes.
class ConfigurationFuzz {

  @FuzzTest(maxDuration = "5m")
  @MethodSource("semel.configuration.HostileConfigurationTest#values")
  void values(byte[] input) throws Exception {
    HostileConfigurationTest.value(input);
  }

  @FuzzTest(maxDuration = "5m")
  @MethodSource("semel.configuration.HostileConfigurationTest#files")
  void files(byte[] input) throws Exception {
    HostileConfigurationTest.file(input);
  }
}
