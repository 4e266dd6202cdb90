package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The keyring, by fingerprints: a key itself is never shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Keys(
    @JsonPropertyDescription(
            "Fingerprint of the key that agents are given to encrypt with: the start of its"
                + " SHA-256.")
        @Nullable String primary) {}
