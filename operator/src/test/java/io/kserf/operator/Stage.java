package io.kserf.operator;

import io.kserf.operator.kube.ApiServer;
import io.kserf.operator.kube.SharedApiServer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An operator at the shared API server for the tests of a class, and a {@link Scene} for each. */
final class Stage
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private ApiServer api;
  private RunningOperator operator;
  private Scene scene;

  Scene scene() {
    return scene;
  }

  void startOperator() {
    operator = RunningOperator.start(api.newClient());
  }

  void stopOperator() {
    operator.close();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    api = SharedApiServer.of(context);
    startOperator();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    scene = new Scene(api, "t" + Integer.toUnsignedString(context.getUniqueId().hashCode(), 36));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    scene.close();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (operator != null) {
      stopOperator();
    }
  }
}
