package semel.configuration;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The targets of the tests beside it, for a fuzzer that sees which branches an input takes.
class ConfigurationFuzz {

  @MethodSource("semel.configuration.HostileConfigurationTest#values")
  @FuzzTest(maxDuration = "5m")
  void values(byte[] input) throws Exception {
    HostileConfigurationTest.value(input);
  }

  @MethodSource("semel.configuration.HostileConfigurationTest#files")
  @FuzzTest(maxDuration = "5m")
  void files(byte[] input) throws Exception {
    HostileConfigurationTest.file(input);
  }
}
