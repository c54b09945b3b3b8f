package semel.web.intake;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The targets of the tests beside it, for a fuzzer that sees which branches an input takes.
class IntakeFuzz {

  @FuzzTest(maxDuration = "5m")
  @MethodSource("semel.web.intake.HostileIntakeTest#phones")
  void phones(byte[] input) throws Exception {
    HostileIntakeTest.phone(input);
  }

  @FuzzTest(maxDuration = "5m")
  @MethodSource("semel.web.intake.HostileIntakeTest#addresses")
  void addresses(byte[] input) throws Exception {
    HostileIntakeTest.address(input);
  }

  @FuzzTest(maxDuration = "5m")
  @MethodSource("semel.web.intake.HostileIntakeTest#bodies")
  void bodies(byte[] input) throws Exception {
    HostileIntakeTest.body(input);
  }
}
