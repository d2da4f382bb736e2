"""What a trained model can be looked at by: filters, feature maps, recognised digits, pairs, curves."""
