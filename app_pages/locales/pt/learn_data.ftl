# Lição: as imagens do conjunto de dados, e o que as redes respondem.

page-learn_data = Imagens e respostas
data-images = Com que aprende uma rede
data-images-what =
    O Fashion-MNIST tem imagens de 28×28 píxeis de dez classes. Estas são as primeiras de { NUMBER($count) } imagens de validação
    que vêm com este projeto, { NUMBER($each) } de cada classe. Cada número é o lugar da imagem.
data-number = Imagem
data-level = nível de cinzento
data-pixels-alt = { $label }: { $black } dos píxeis são 0, preto; o nível de cinzento mais alto é { NUMBER($highest) } de 255.

data-answers = O que responde uma rede
data-answers-what =
    Dez probabilidades, uma para cada classe. A mais alta é a resposta; a etiqueta diz se está certa.
data-answers-right = { $model } acerta em { NUMBER($right) } destas { NUMBER($count) } imagens.
data-share = { $name } { NUMBER($share, style: "percent", maximumFractionDigits: 1) }
data-bars = A azul, a etiqueta. A vermelho, uma resposta errada.

data-augmentation = O que o aumento de dados faz de uma imagem
data-augmentation-what =
    Cada época mostra à rede outra versão. A etiqueta fica, e a rede aprende que o lugar e o lado não importam.
data-shift = Deslocamento, píxeis no máximo
data-seed = Semente dos números aleatórios
data-flip = Espelhar ao acaso
data-original = imagem original
data-version = versão { $number }
