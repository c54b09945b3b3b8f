package semel.web.intake;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The targets of the tests beside it, for a fuzzer that sees which branches an input takes.
class IntakeFuzz {

  @MethodSource("semel.web.intake.HostileIntakeTest#phones")
  @FuzzTest(maxDuration = "5m")
  void phones(byte[] input) throws Exception {
    HostileIntakeTest.phone(input);
  }

  @MethodSource("semel.web.intake.HostileIntakeTest#addresses")
  @FuzzTest(maxDuration = "5m")
  void addresses(byte[] input) throws Exception {
    HostileIntakeTest.address(input);
  }

  @MethodSource("semel.web.intake.HostileIntakeTest#bodies")
  @FuzzTest(maxDuration = "5m")
  void bodies(byte[] input) throws Exception {
    HostileIntakeTest.body(input);
  }
}
