package semel.contract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A contract that is played on a store: each sentence on an empty one.
public abstract class StoreContract {

  protected StoreUnderTest store;
  protected Scene scene;

  /// An empty store.
  protected abstract StoreUnderTest open();

  @BeforeEach
  void openStore() {
    store = open();
    scene = new Scene(store);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }
}
