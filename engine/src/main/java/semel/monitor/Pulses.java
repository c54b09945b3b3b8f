package semel.monitor;

/// Port: feels the pulse, which costs next to nothing.
public interface Pulses {
  Pulse feel();
}
