package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The event that a person wants sent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self == oldSelf",
    message = "a SerfEvent is sent once, so its spec cannot change: create another SerfEvent")
@ValidationRule(
    value = "!has(self.payload) || !has(self.payloadBase64)",
    message = "payload and payloadBase64 exclude each other: set one of them")
@ValidationRule(
    value = SerfEventSpec.SIZE + " <= 512",
    message =
        "name and payload may have 512 bytes together: shorten the payload, or send a reference to"
            + " it")
@JsonIgnoreProperties(ignoreUnknown = true)
public record SerfEventSpec(
    @JsonPropertyDescription("The pool that the event goes to.") @Required ClusterRef clusterRef,
    @JsonPropertyDescription("The user event's name, as handlers see it.")
        @Required
        @Size(min = 1, max = 512)
        String name,
    @JsonPropertyDescription("The payload as text. Name and payload may have 512 bytes together.")
        @Size(max = 4096)
        @Nullable String payload,
    @JsonPropertyDescription("The payload in base64, for bytes that are no text.")
        @Size(max = 4096)
        @ValidationRule(
            value = "self.matches('" + SerfEventSpec.BASE64 + "')",
            message =
                "payloadBase64 must be base64 with padding and without line breaks, as base64 -w0"
                    + " FILE prints it")
        @Nullable String payloadBase64,
    @JsonPropertyDescription(
            "Whether agents may leave out all but the newest of several events of this name that"
                + " come within seconds.")
        @Default("true")
        @Nullable Boolean coalesce,
    @JsonPropertyDescription(
            "When to delete this object after the event was sent or failed, such as 30s, 10m or"
                + " 1h30m. Never if not set.")
        @Size(max = 16)
        @ValidationRule(
            value =
                "self.matches('^([0-9]{1,5}h)?([0-9]{1,5}m)?([0-9]{1,5}s)?$') && size(self) > 0",
            message = "ttlAfterFinished takes a duration such as 30s, 10m or 1h30m")
        @Nullable String ttlAfterFinished) {

  static final String BASE64 = "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";
  static final String DECODED_SIZE =
      "size(self.payloadBase64) / 4 * 3"
          + " - (self.payloadBase64.endsWith('==') ? 2 : self.payloadBase64.endsWith('=') ? 1 : 0)";
  static final String SIZE =
      "bytes(self.name).size() + (has(self.payload) ? bytes(self.payload).size() : 0)"
          + " + (has(self.payloadBase64) ? "
          + DECODED_SIZE
          + " : 0)";

  public SerfEventSpec {
    coalesce = Objects.requireNonNullElse(coalesce, true);
  }
}
