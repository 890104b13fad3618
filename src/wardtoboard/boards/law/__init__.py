"""The law, policy and codes: their values as dated data, and one function a provision."""
