package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who keeps the keys that gossip is encrypted with. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.mode != 'Secret' || has(self.secretRef)",
    message =
        "encryption.mode Secret needs encryption.secretRef.name: a Secret whose key keyring.json is"
            + " a JSON list of base64 keys of 16, 24 or 32 bytes, the primary key first")
@ValidationRule(
    value = "self.mode == 'Secret' || !has(self.secretRef)",
    message =
        "encryption.secretRef goes with mode Secret only: set encryption.mode to Secret, or leave"
            + " secretRef out")
@ValidationRule(
    value =
        "self.mode != 'Disabled' || (has(self.acknowledgement) && self.acknowledgement == '"
            + Encryption.ACKNOWLEDGEMENT
            + "')",
    message =
        "encryption.mode Disabled sends gossip in the clear. If that is what you want, set"
            + " encryption.acknowledgement to exactly: "
            + Encryption.ACKNOWLEDGEMENT)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Encryption(
    @JsonPropertyDescription(
            "Managed: the operator makes a key once and keeps it in a Secret. Secret: the keys come"
                + " from secretRef. Disabled: gossip is sent in the clear, see acknowledgement."
                + " Changing the mode restarts the agents one after another, and the pool is split"
                + " until the last one has restarted.")
        @Default("Managed")
        Mode mode,
    @JsonPropertyDescription(
            "With mode Secret: the Secret that holds the keys under keyring.json, a JSON list of"
                + " base64 keys of 16, 24 or 32 bytes, the primary key first. Editing it restarts"
                + " the agents one after another with the new keys. To change the key without"
                + " splitting the pool: add the new key at the end, then move it to the front, then"
                + " remove the old one, each time waiting for condition Progressing to be False.")
        @Nullable SecretRef secretRef,
    @JsonPropertyDescription("With mode Disabled: must say '" + Encryption.ACKNOWLEDGEMENT + "'.")
        @Size(max = 128)
        @Nullable String acknowledgement) {

  /** What a person has to write to run without encryption. */
  public static final String ACKNOWLEDGEMENT =
      "anyone who reaches the gossip port can read and join this pool";

  public static final Encryption MANAGED = new Encryption(Mode.MANAGED, null, null);

  public Encryption {
    mode = Objects.requireNonNullElse(mode, Mode.MANAGED);
  }

  /** Where keys come from. */
  public enum Mode {
    @JsonProperty("Managed")
    MANAGED,
    @JsonProperty("Secret")
    SECRET,
    @JsonProperty("Disabled")
    DISABLED
  }
}
