package discord

import (
	"crypto/ed25519"
	"encoding/hex"
)

// privateKey is the fake application's.
func privateKey() ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed([]byte("a seed of thirty-two characters."))
}

func publicKey() string {
	return hex.EncodeToString(privateKey().Public().(ed25519.PublicKey))
}
