# Lição: como uma rede vê uma imagem.

page-learn_images = Ver uma imagem
images-intro =
    O que uma rede recebe de uma foto decide o que pode dizer. Todos os painéis abaixo usam a imagem escolhida.
images-source = Imagem
images-source-drawn = Foto desenhada
images-source-photo = Foto minha
images-source-dataset = Imagem do Fashion-MNIST
images-class = Classe
images-upload = Uma foto de uma peça de roupa

images-bag = Porque é que todas as aplicações do Fashion-MNIST dizem “Mala”?
images-bag-what =
    As redes do Fashion-MNIST conhecem peças recortadas, claras sobre preto e centradas. A maioria dos programas só
    reduz a foto. O fundo enche então todo o quadrado, e a única classe cujas imagens enchem o quadrado é Mala. Inverter
    só ajuda quando o fundo é branco.
images-way-photo = A foto
images-way-squashed = Só reduzida
images-way-inverted = Invertida
images-way-cut-out = Recortada, como aqui
images-bag-found =
    De { NUMBER($asked) } respostas às duas primeiras imagens, { NUMBER($bags) } são “Mala”; de { NUMBER($networks) } à
    imagem recortada, { NUMBER($cut_out) }.
images-count = Será acaso? Contar em 30 fotos desenhadas
images-counting = A perguntar a todas as redes…
images-counted = { NUMBER($right) } certas, { NUMBER($bags) } “Mala”
images-counted-what =
    De { NUMBER($photos) } fotos desenhadas, três de cada classe: quantas cada rede identifica bem, e a quantas chama
    Mala sem o serem.

images-kernel = Um núcleo desliza sobre a imagem
images-kernel-what =
    Mova o rato sobre uma imagem, ou use as teclas de seta. Em cada lugar, os nove números do núcleo multiplicam-se
    pelos píxeis por baixo; a soma é um píxel da saída.
images-kernel-choice = Núcleo
images-kernel-edge-vertical = Contornos verticais (Sobel)
images-kernel-edge-horizontal = Contornos horizontais (Sobel)
images-kernel-outline = Contorno
images-kernel-blur = Desfocar
images-kernel-sharpen = Tornar nítido
images-kernel-learned = Aprendido pela rede
images-filter = Filtro
images-stride = Passo
images-padding = Preenchimento
images-padding-valid = nenhum
images-padding-same = zeros à volta
images-input = Entrada
images-products = Píxel × peso
images-output = Saída: laranja acima de 0, azul abaixo
images-slide = Imagem sobre a qual o núcleo desliza. As teclas de seta movem-no.
images-bias = viés
images-does-edge-vertical =
    Subtrai a coluna da esquerda à da direita: tecido liso dá 0, o lado esquerdo da peça um valor alto, o lado direito
    um valor baixo.
images-does-edge-horizontal =
    Subtrai a linha de cima à de baixo: os ombros dão valores altos, as bainhas valores baixos.
images-does-outline = Compara um píxel com os seus oito vizinhos: só onde diferem é que a soma não é 0.
images-does-blur = Faz a média de nove píxeis: os pormenores desaparecem, a forma fica.
images-does-sharpen = Soma a cada píxel o que o distingue dos vizinhos.
images-does-learned =
    Ninguém escolheu estes pesos: foi o treino. A imagem está padronizada como a rede a tem, e a soma é o que a primeira
    camada dá antes da ativação.
images-size = ⌊({ $side } + 2 · { $pad } − { $kernel }) / { $stride }⌋ + 1 = { $output } píxeis de lado

images-layers = O que as camadas de uma rede fazem dela
images-layers-what =
    Uma camada aplica muitos núcleos. O que cada um dá é um mapa de características, e os núcleos da camada seguinte
    deslizam sobre todos ao mesmo tempo. Estes são os mapas da rede `cnn` que vem com o projeto.
images-layer = Camada
images-layer-number = { $number }
images-maps = Os { $shown } mapas mais fortes de { $filters }, { $rows }×{ $columns }
images-maps-legend = Claro é onde a camada encontrou o que o filtro procura. Cada mapa vai até ao seu valor mais alto.
images-kernels = Os { $filters } núcleos da primeira camada
images-kernels-legend =
    Os núcleos dos mapas mais fortes da camada 1 vêm primeiro. Os pesos laranja estão acima de 0, os azuis abaixo;
    muitos encontram contornos numa direção.
images-layer-first = A primeira camada ainda mostra a peça: os contornos, o tecido, o fundo.
images-layer-later =
    Com { $rows }×{ $columns } lugares, um mapa já não desenha a peça. Diz onde está uma parte, não como é.
